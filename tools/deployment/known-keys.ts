/** What a validator asked of an object: the properties it knows, or that it went through all of them (a map). */
interface Asked {
  names: Set<string>;
  isMap: boolean;
}

/**
 * Finds properties that a validator does not know. Validators of Kubernetes types ignore what they do not know, as old
 * servers ignore fields of newer ones, so a misspelt `replica` passes them; but they ask for every property they do know.
 * This watches what is asked for while `validate` runs.
 * @returns paths of unknown properties, for example `spec.template.spec.containers[0].ressources`
 */
export function unknownKeys(data: object, validate: (watched: object) => void): string[] {
  const asked = new Map<object, Asked>();
  validate(watch(data, asked));
  return [...pathsNotAsked(data, asked, '')];
}

function watch<T extends object>(data: T, asked: Map<object, Asked>): T {
  const record = asked.get(data) ?? { names: new Set<string>(), isMap: false };
  asked.set(data, record);
  return new Proxy(data, {
    get(target, name, receiver) {
      if (typeof name === 'string') record.names.add(name);
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'object' && value !== null ? watch(value, asked) : value;
    },
    ownKeys(target) {
      record.isMap = true;
      return Reflect.ownKeys(target);
    },
  });
}

function* pathsNotAsked(data: object, asked: Map<object, Asked>, path: string): Generator<string> {
  const record = asked.get(data);
  for (const [name, value] of Object.entries(data)) {
    const here = Array.isArray(data) ? `${path}[${name}]` : `${path}${path && '.'}${name}`;
    if (!record?.isMap && !record?.names.has(name)) yield here;
    else if (typeof value === 'object' && value !== null) yield* pathsNotAsked(value, asked, here);
  }
}
