import process from 'node:process';
import { startSimulatedBank } from './start-simulated-bank.js';

// The simulated bank as a process of its own; the launcher starts it.
const bank = await startSimulatedBank({
  port: Number(process.env['SIMULATED_BANK_PORT']),
  directory: process.env['SIMULATED_BANK_DIRECTORY'] ?? '',
  settlesAfterMs: Number(process.env['SIMULATED_BANK_SETTLES_AFTER_MS'] ?? 1_000),
});
console.log(`The simulated bank listens on ${bank.url}. It moves no money.`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bank.stop());
