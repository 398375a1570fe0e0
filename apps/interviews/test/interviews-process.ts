import 'reflect-metadata';
import { ManualClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import { InterviewsConfig } from '../src/interviews.config.js';
import { startInterviews } from '../src/start-interviews.js';

/** The service in a process of its own, for tests that kill it: settings as JSON and the time come as arguments. */
const [settings, now] = process.argv.slice(2);
const logger = createLogger({ service: 'killed', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
await startInterviews(readConfig(InterviewsConfig, JSON.parse(settings!)), { clock: new ManualClock(now!), logger });
process.send!('started');
