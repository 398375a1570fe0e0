import '@mantine/core/styles.layer.css';
import './theme/fonts.js';
import './theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { startTranslations } from './i18n/i18n.js';

await startTranslations();
createRoot(document.getElementById('root')!).render(<App />);
