export * from './blocks.js';
export * from './pdf.errors.js';
export * from './render-pdf.js';
