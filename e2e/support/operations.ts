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
  /** Property names of the JSON replies, nested ones too, as far as the document knows them. */
  replyNames: string[];
}

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

interface DocumentedOperation {
  'x-access'?: AccessRule;
  requestBody?: { content?: Record<string, object> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, DocumentedOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Every operation that the served document names, those of tus among them. */
export async function readOperations(baseUrl: string): Promise<Operation[]> {
  const response = await fetch(new URL('/openapi.json', baseUrl), { signal: AbortSignal.timeout(10_000) });
  const document = (await response.json()) as OpenApiDocument;
  if (!document.openapi.startsWith('3.1')) throw new Error(`The document is OpenAPI ${document.openapi}, not 3.1.`);
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([method]) => ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'].includes(method))
      .map(([method, operation]) => operationOf(document, path, method.toUpperCase(), operation)),
  );
}

function operationOf(
  document: OpenApiDocument,
  path: string,
  method: string,
  operation: DocumentedOperation,
): Operation {
  const schemas = Object.values(operation.responses ?? {}).flatMap(({ content }) =>
    Object.values(content ?? {}).map(({ schema }) => schema ?? {}),
  );
  return {
    name: `${method} ${path}`,
    method,
    path,
    access: operation['x-access'],
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!),
    takesJson: operation.requestBody?.content?.['application/json'] !== undefined,
    replyNames: [...new Set(schemas.flatMap((schema) => [...namesIn(document, schema, new Set())]))],
  };
}

function* namesIn(document: OpenApiDocument, schema: Schema, seen: Set<string>): Generator<string> {
  if (schema.$ref !== undefined) {
    if (seen.has(schema.$ref)) return;
    seen.add(schema.$ref);
    yield* namesIn(document, document.components?.schemas?.[schema.$ref.split('/').at(-1)!] ?? {}, seen);
  }
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    yield name;
    yield* namesIn(document, inner, seen);
  }
  const parts = [schema.items, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  for (const part of parts) if (part) yield* namesIn(document, part, seen);
}
