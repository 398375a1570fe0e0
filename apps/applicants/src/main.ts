import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { ApplicantsConfig } from './applicants.config.js';
import { startApplicants } from './start-applicants.js';

await runProcess(() => startApplicants(readConfig(ApplicantsConfig, process.env), { clock: systemClock }));
