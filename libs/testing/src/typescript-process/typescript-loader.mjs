// A module loader for processes that tests start from TypeScript sources: finds `.ts` behind `.js` and `@guildhall/…`
// behind the libs, and compiles with the same options as jest.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';

const libs = new URL('../../../', import.meta.url);

function sourceOf(specifier, parentURL) {
  const lib = /^@guildhall\/(?:messages\/)?([a-z-]+)$/.exec(specifier)?.[1];
  if (lib) {
    const folder = specifier.startsWith('@guildhall/messages/') ? `messages/src/${lib}` : `${lib}/src`;
    return new URL(`${folder}/index.ts`, libs);
  }
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !parentURL?.startsWith('file:')) return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  return existsSync(fileURLToPath(url)) ? url : undefined;
}

export async function resolve(specifier, context, next) {
  const url = sourceOf(specifier, context.parentURL);
  return url ? { url: url.href, format: 'module', shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  });
  return { format: 'module', source: code, shortCircuit: true, responseURL: pathToFileURL(filename).href };
}
