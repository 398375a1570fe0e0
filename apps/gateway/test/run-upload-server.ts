import { startUploadServer } from './upload-server.js';

/** An upload server in a process of its own, to be killed. Arguments: spool directory, port. */
const [directory, port] = process.argv.slice(2) as [string, string];
const server = await startUploadServer({ directory, port: Number(port) });
process.send?.(server.url);
