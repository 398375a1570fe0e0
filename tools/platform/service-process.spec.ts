import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { claimPortBlock, type PortBlock } from './ports.js';
import { ServiceProcess } from './service-process.js';

/** Ready at its second answer; says farewell on TERM. */
const WELL_BEHAVED = `
  import { createServer } from 'node:http'; import { writeFileSync } from 'node:fs';
  let asked = 0;
  const server = createServer((request, response) => response.writeHead(++asked < 2 ? 503 : 200).end());
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.once('SIGTERM', () => { writeFileSync(process.env.FAREWELL, process.env.GREETING ?? ''); process.exit(0); });
`;

let folder: string;
let ports: PortBlock;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'guildhall-process-'));
  ports = await claimPortBlock(folder);
});

afterEach(async () => {
  await ports.release();
  rmSync(folder, { recursive: true, force: true });
});

function service(source: string): ServiceProcess {
  const main = path.join(folder, 'main.mjs');
  writeFileSync(main, source);
  return new ServiceProcess({
    app: 'sample',
    main,
    name: 'sample',
    environment: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(ports.at(0)),
      FAREWELL: path.join(folder, 'farewell'),
    },
    readyUrl: `http://127.0.0.1:${ports.at(0)}/`,
    logDirectory: path.join(folder, 'logs'),
  });
}

describe('a process of the platform', () => {
  it('is started when it says that it is ready, and is told to leave in good order', async () => {
    const sample = service(WELL_BEHAVED);
    await sample.start({ GREETING: 'good bye' });
    expect(sample.ended()).toBeNull();
    await sample.stop();
    expect(readFileSync(path.join(folder, 'farewell'), 'utf8')).toBe('good bye');
    expect(sample.ended()).toBe('exited with code 0');
  });

  it('can be killed and started again', async () => {
    const sample = service(WELL_BEHAVED);
    await sample.start();
    const first = sample.pid;
    sample.kill('SIGKILL');
    await sample.end;
    expect(sample.ended()).toBe('was ended by SIGKILL');
    expect(existsSync(path.join(folder, 'farewell'))).toBe(false);
    await sample.start();
    expect(sample.pid).not.toBe(first);
    await sample.stop();
  });

  it('that gives up while starting fails the start with what it said last', async () => {
    const sample = service(`console.error('DATABASE_URL_SAMPLE is missing'); process.exit(3);`);
    await expect(sample.start()).rejects.toThrow(/sample exited with code 3 before it was ready.*DATABASE_URL_SAMPLE/s);
  });
});
