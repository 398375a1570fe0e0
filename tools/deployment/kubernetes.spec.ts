import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { databaseRoles } from '@guildhall/database';
import { parse } from 'yaml';
import { projectRoot } from '../platform/platform-folder.js';
import { unknownKeys } from './known-keys.js';
import { environmentOf, type KubernetesObject, kubernetesObjects, objectsOf, podOf } from './kubernetes-objects.js';
import { type DeployedService, deployedServices, settingsOfService } from './service-settings.js';

interface ModelClass {
  prototype: { validate(): void };
}

const folder = path.join(projectRoot, 'k8s');
const base = kubernetesObjects(path.join(folder, 'base'));
const secrets = objectsOf(path.join(folder, 'secrets.example.yaml'));
const trial = kubernetesObjects(path.join(folder, 'trial'));
const everything = [...base, ...secrets, ...trial];

/** `kubernetes-models` by API version and kind, for example `apps/v1` and `Deployment`. */
async function modelOf({ apiVersion, kind }: KubernetesObject): Promise<ModelClass> {
  const models = (await import(`kubernetes-models/${apiVersion}`)) as Record<string, ModelClass>;
  if (!models[kind]) throw new Error(`Kubernetes has no ${kind} in ${apiVersion}.`);
  return models[kind];
}

async function check(object: KubernetesObject): Promise<string[]> {
  const { file: _file, ...manifest } = object;
  const model = await modelOf(object);
  // Throws with every error where a field is missing or has the wrong type.
  return unknownKeys(manifest, (watched) => model.prototype.validate.call(watched));
}

const labelled = (objects: KubernetesObject[]) =>
  objects.map((object) => [`${object.kind} ${object.metadata.name}`, object] as const);
const withPods = base.filter((object) => podOf(object) !== null);
const deployments = base.filter(({ kind }) => kind === 'Deployment');

describe('the Kubernetes manifests', () => {
  it.each(labelled(everything))('describe %s as Kubernetes knows it, without unknown fields', async (_name, object) => {
    expect(await check(object)).toEqual([]);
  });

  it.each([
    ['spec.replica', { replica: 2 }],
    ['spec.template.spec.containers[0].ressources', { container: { ressources: {} } }],
    [
      'spec.template.spec.containers[0].readinessProbe.httpGet.prot',
      { container: { readinessProbe: { httpGet: { port: 1, prot: 2 } } } },
    ],
  ])(
    'would be found out for the unknown field %s',
    async (field, { container, ...spec }: Record<string, object | number>) => {
      const object = structuredClone(deployments[0]!);
      Object.assign(object['spec'] as object, spec);
      Object.assign(podOf(object)!.containers[0]!, container);

      expect(await check(object)).toEqual([field]);
    },
  );

  it('would be found out for a missing and a mistyped field', async () => {
    const object = structuredClone(deployments[0]!);
    object['spec'] = { replicas: 'two' };

    await expect(check(object)).rejects.toThrow(/selector.*replicas|replicas.*selector/s);
  });

  it.each(['base', 'trial'])('are all part of the kustomization %s, and nothing else is', (name) => {
    const kustomization = parse(readFileSync(path.join(folder, name, 'kustomization.yaml'), 'utf8'));
    const files = readdirSync(path.join(folder, name)).filter((file) => file !== 'kustomization.yaml');
    const listed = (kustomization.resources as string[]).filter((resource) => !resource.startsWith('../'));
    expect([...listed].sort()).toEqual(files.sort());
    expect(kustomization).toMatchObject({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' });
    const known = ['apiVersion', 'kind', 'namespace', 'labels', 'resources', 'images'];
    expect(Object.keys(kustomization).filter((key) => !known.includes(key))).toEqual([]);
  });

  it('name each object once', () => {
    const names = [...base, ...trial].map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it('hold no secret', () => {
    expect([...base, ...trial].filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it('run every service, and every queue of interviews in exactly one kind of worker', async () => {
    const environments = deployments.map((object) =>
      environmentOf(podOf(object)!.containers[0]!, [...base, ...secrets]),
    );
    expect(new Set(environments.map(({ SERVICE }) => SERVICE))).toEqual(new Set(deployedServices));
    const workers = environments.filter(({ ROLES }) => ROLES === 'worker');
    expect(workers.flatMap(({ WORKER_QUEUES }) => WORKER_QUEUES!.split(',')).sort()).toEqual(
      await queuesOfInterviews(),
    );
  });

  it.each(labelled(deployments))('give %s the settings that it reads, and no others', async (_name, object) => {
    const environment = environmentOf(podOf(object)!.containers[0]!, [...base, ...secrets]);
    const settings = await settingsOfService(environment['SERVICE'] as DeployedService);
    if (!settings) return;
    const given = Object.keys(environment);
    expect(given.filter((name) => !settings.known.has(name))).toEqual([]);
    expect([...settings.required].filter((name) => !given.includes(name))).toEqual([]);
  });

  it('give the migrations a password for every role', () => {
    const job = base.find(({ kind }) => kind === 'Job')!;
    const given = Object.keys(environmentOf(podOf(job)!.containers[0]!, secrets));
    const passwords = databaseRoles.map((role) => `DATABASE_PASSWORD_${role.toUpperCase()}`);
    expect(given.sort()).toEqual(['DATABASE_URL', ...passwords].sort());
  });

  it.each(labelled(withPods))('mount in %s only volumes that it has, from claims that exist', (_name, object) => {
    const { containers, volumes = [] } = podOf(object)!;
    const mounted = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    expect([...mounted].sort()).toEqual(volumes.map(({ name }) => name).sort());
    const claims = base.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
    for (const { persistentVolumeClaim } of volumes) {
      if (persistentVolumeClaim) expect(claims).toContain(persistentVolumeClaim.claimName);
    }
  });

  it.each(labelled(withPods))('let %s run without privileges, and within bounds', (_name, object) => {
    const pod = podOf(object)!;
    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
    for (const container of pod.containers) {
      expect(container).toMatchObject({
        resources: { limits: { memory: expect.any(String) } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      });
    }
  });

  it('select pods by labels that they have', () => {
    for (const object of [...base, ...trial]) {
      const spec = object['spec'] as {
        selector?: { matchLabels?: object };
        template?: { metadata: { labels: object } };
      };
      if (spec?.template && spec.selector)
        expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels!);
    }
  });
});

async function queuesOfInterviews(): Promise<string[]> {
  const { interviewJobs } = await import('../../apps/interviews/src/interviews.contract.js');
  return [...new Set(interviewJobs.map(({ queue }) => queue))].sort();
}
