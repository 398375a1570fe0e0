import path from 'node:path';
import { type PlatformFolder, projectRoot } from './platform-folder.js';
import { ServiceProcess } from './service-process.js';

/** The simulated bank of an installation that has no other; a process of its own, as a bank would be. */
export function simulatedBankProcess(folder: PlatformFolder, port: number): { process: ServiceProcess; url: string } {
  const url = `http://127.0.0.1:${port}`;
  const bank = new ServiceProcess({
    app: 'simulated-bank',
    main: path.join(projectRoot, 'dist/tools/simulated-bank/main.js'),
    name: 'simulated-bank',
    environment: {
      PATH: process.env['PATH'] ?? '',
      SIMULATED_BANK_PORT: String(port),
      SIMULATED_BANK_DIRECTORY: folder.simulatedBank,
    },
    readyUrl: `${url}/`,
    logDirectory: folder.logs,
  });
  return { process: bank, url };
}
