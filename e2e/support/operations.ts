import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessRule } from '@guildhall/auth';
import { projectRoot } from '../../tools/platform/platform-folder.js';

/** One operation of the public API, as its OpenAPI document describes it. */
export interface Operation {
  /** `POST /v1/openings/{openingId}/open` */
  name: string;
  method: string;
  path: string;
  /** `x-access`; absent where the route says nothing, which no route may. */
  access: AccessRule | undefined;
  /** Names of the path's parameters. */
  parameters: string[];
  takesJson: boolean;
  /** Names of the query's parameters. */
  queries: string[];
}

interface DocumentedOperation {
  'x-access'?: AccessRule;
  parameters?: { name: string; in: string }[];
  requestBody?: { content?: Record<string, object> };
}

export interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface OpenApiDocument {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

/**
 * Every operation that the running gateway serves. What only a build knows of it, the properties of classes and all that
 * follows from them, comes from the committed document, which `npm run check` holds to the code.
 */
export async function readOperations(baseUrl: string): Promise<Operation[]> {
  const response = await fetch(new URL('/openapi.json', baseUrl), { signal: AbortSignal.timeout(10_000) });
  const served = (await response.json()) as OpenApiDocument;
  const committed = committedDocument();
  return Object.entries(served.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([method]) => ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'].includes(method))
      .map(([method, operation]) => {
        const parameters = committed.paths[path]?.[method]?.parameters ?? [];
        return operationOf(path, method.toUpperCase(), { ...operation, parameters });
      }),
  );
}

export function committedDocument(): OpenApiDocument {
  return JSON.parse(readFileSync(join(projectRoot, 'docs/openapi.json'), 'utf8')) as OpenApiDocument;
}

function operationOf(path: string, method: string, operation: DocumentedOperation): Operation {
  const { parameters = [], requestBody } = operation;
  return {
    ...{ name: `${method} ${path}`, method, path, access: operation['x-access'] },
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!),
    takesJson: requestBody?.content?.['application/json'] !== undefined,
    queries: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
  };
}
