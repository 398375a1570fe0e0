import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface KubernetesObject {
  file: string;
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  [field: string]: unknown;
}

/** The objects of all manifests in a folder, without its kustomization. */
export function kubernetesObjects(folder: string): KubernetesObject[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  return files.flatMap((name) => objectsOf(path.join(folder, name)));
}

/** @throws Error for text that is no YAML */
export function objectsOf(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]!.message}`);
    return { file, ...(document.toJS() as Omit<KubernetesObject, 'file'>) } as KubernetesObject;
  });
}

export interface Container {
  name: string;
  command?: string[];
  env?: { name: string; value?: string }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  volumeMounts?: { name: string }[];
  ports?: { name: string }[];
}

export interface Pod {
  containers: Container[];
  volumes?: { name: string; persistentVolumeClaim?: { claimName: string } }[];
}

/** The pod that an object makes; `null` where it makes none. */
export function podOf(object: KubernetesObject): Pod | null {
  const spec = object['spec'] as { template?: { spec: Pod } } | undefined;
  return spec?.template?.spec ?? null;
}

/** Everything in the environment of a container: its own, and what its config maps and secrets hold. */
export function environmentOf(container: Container, objects: KubernetesObject[]): Record<string, string> {
  const from = (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => {
    const kind = configMapRef ? 'ConfigMap' : 'Secret';
    const name = configMapRef?.name ?? secretRef?.name;
    const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (!found) throw new Error(`There is no ${kind} ${name}, which ${container.name} takes its environment from.`);
    return Object.entries((found['data'] ?? found['stringData'] ?? {}) as Record<string, string>);
  });
  const own = (container.env ?? []).map(({ name, value }) => [name, value ?? ''] as const);
  return Object.fromEntries([...from, ...own]);
}
