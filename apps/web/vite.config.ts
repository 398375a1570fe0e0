import { defineConfig } from 'vite';

/** Everything is a file of this host: nothing is inlined that the pages' security policy would have to allow. */
export default defineConfig({
  root: import.meta.dirname,
  css: { postcss: import.meta.dirname },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: 'hidden',
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      onwarn: (warning, warn) => {
        // Mantine marks its modules for servers that render React; here all of it runs in the browser.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { port: 21050, strictPort: true, proxy: { '/v1': process.env['GUILDHALL_URL'] ?? 'http://127.0.0.1:3000' } },
});
