import type { AccessRule } from '@guildhall/auth';

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

interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, DocumentedOperation>>;
}

/** Every operation that the served document names, those of tus among them. */
export async function readOperations(baseUrl: string): Promise<Operation[]> {
  const response = await fetch(new URL('/openapi.json', baseUrl), { signal: AbortSignal.timeout(10_000) });
  const document = (await response.json()) as OpenApiDocument;
  if (!document.openapi.startsWith('3.1')) throw new Error(`The document is OpenAPI ${document.openapi}, not 3.1.`);
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([method]) => ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'].includes(method))
      .map(([method, operation]) => operationOf(path, method.toUpperCase(), operation)),
  );
}

function operationOf(path: string, method: string, operation: DocumentedOperation): Operation {
  return {
    name: `${method} ${path}`,
    method,
    path,
    access: operation['x-access'],
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!),
    takesJson: operation.requestBody?.content?.['application/json'] !== undefined,
    queries: (operation.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name),
  };
}
