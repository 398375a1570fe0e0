// Becomes the service that SERVICE names.
const services = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events', 'gateway'];
const service = process.env.SERVICE ?? '';

if (services.includes(service)) {
  await import(`../dist/apps/${service}/src/main.js`);
} else {
  process.stderr.write(`SERVICE is ${service ? 'none of' : 'missing; set it to one of'} ${services.join(', ')}.\n`);
  process.exit(1);
}
