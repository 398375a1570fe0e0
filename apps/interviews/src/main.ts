import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { InterviewsConfig } from './interviews.config.js';
import { startInterviews } from './start-interviews.js';

await runProcess(() => startInterviews(readConfig(InterviewsConfig, process.env), { clock: systemClock }));
