// Exit code 0 when the service in this container is ready; for health checks of engines that run a command.
const url = `http://127.0.0.1:${process.env.OPERATIONS_PORT}/health/ready`;
const ready = await fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
