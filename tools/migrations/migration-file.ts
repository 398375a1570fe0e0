import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface MigrationDraft {
  /** `kebab-case`, says what changes. */
  name: string;
  timestamp: number;
  up: string[];
  down: string[];
}

/** Reads like one written by hand, and is meant to be read: TypeORM turns a changed type into DROP and ADD COLUMN. */
export function migrationSource(draft: MigrationDraft): string {
  const className = classNameOf(draft);
  const body = (statements: string[]) =>
    statements.map((statement) => `    await queryRunner.query(${JSON.stringify(statement)});`).join('\n');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(queryRunner: QueryRunner): Promise<void> {
${body(draft.up)}
  }

  async down(queryRunner: QueryRunner): Promise<void> {
${body(draft.down)}
  }
}
`;
}

/** The list of a folder's migrations, in the order in which they run. */
export function migrationIndex(files: { file: string; className: string }[]): string {
  const inOrder = [...files].sort((a, b) => (a.file < b.file ? -1 : 1));
  const imports = inOrder.map(
    ({ file, className }) => `import { ${className} } from './${file.replace(/ts$/, 'js')}';`,
  );
  const names = inOrder.map(({ className }) => className).join(', ');
  return `${imports.join('\n')}\n\nexport const migrations = [${names}];\n`;
}

/** Writes the migration and lists it in the folder's `index.ts`. @returns the file's path */
export async function writeMigration(directory: string, draft: MigrationDraft): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${draft.timestamp}-${draft.name}.ts`);
  await writeFile(file, migrationSource(draft));
  const names = (await readdir(directory)).filter((name) => /^\d{13}-.*\.ts$/.test(name));
  const listed = await Promise.all(
    names.map(async (name) => {
      const [, className] = /export class (\w+)/.exec(await readFile(path.join(directory, name), 'utf8')) ?? [];
      if (!className) throw new Error(`${name} in ${directory} exports no migration class.`);
      return { file: name, className };
    }),
  );
  await writeFile(path.join(directory, 'index.ts'), migrationIndex(listed));
  return file;
}

function classNameOf(draft: MigrationDraft): string {
  const words = draft.name.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1));
  return `${words.join('')}${draft.timestamp}`;
}
