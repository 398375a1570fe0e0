export { startTypeScript, type TypeScriptProcess } from './start-typescript.js';
