import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrationSource, writeMigration } from './migration-file.js';

const draft = {
  name: 'add-stage',
  timestamp: 1764100000001,
  up: ['ALTER TABLE "application" ADD "stage" text NOT NULL DEFAULT \'applied\''],
  down: ['ALTER TABLE "application" DROP COLUMN "stage"'],
};

describe('A generated migration', () => {
  it('carries its time in the class name and quotes its statements', () => {
    const source = migrationSource(draft);
    expect(source).toContain(
      "export class AddStage1764100000001 implements MigrationInterface {\n  readonly name = 'AddStage1764100000001';",
    );
    expect(source).toContain(String.raw`"ALTER TABLE \"application\" ADD \"stage\" text NOT NULL DEFAULT 'applied'"`);
  });

  it('is listed after the ones before it', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'guildhall-migration-'));
    try {
      await writeFile(
        path.join(folder, '1764100000000-create-application.ts'),
        'export class CreateApplication1764100000000 {}',
      );
      const file = await writeMigration(folder, draft);
      expect(path.basename(file)).toBe('1764100000001-add-stage.ts');
      expect(await readFile(path.join(folder, 'index.ts'), 'utf8')).toBe(
        [
          `import { CreateApplication1764100000000 } from './1764100000000-create-application.js';`,
          `import { AddStage1764100000001 } from './1764100000001-add-stage.js';`,
          '',
          'export const migrations = [CreateApplication1764100000000, AddStage1764100000001];',
          '',
        ].join('\n'),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
