import type { EntityManager } from 'typeorm';

declare const transactionBrand: unique symbol;

/**
 * The entity manager of one open transaction. Everything that writes takes it as a required argument, so that a state
 * change, its audit row, its event and its job commit together or not at all. Only `Database.transaction` makes one.
 */
export type Tx = EntityManager & { readonly [transactionBrand]: true };

type AfterCommit = () => unknown;

const hooksByTransaction = new WeakMap<EntityManager, AfterCommit[]>();

export function openHooks(manager: EntityManager): { tx: Tx; hooks: AfterCommit[] } {
  const hooks: AfterCommit[] = [];
  hooksByTransaction.set(manager, hooks);
  return { tx: manager as Tx, hooks };
}

export function closeHooks(manager: EntityManager): void {
  hooksByTransaction.delete(manager);
}

/**
 * Runs `hook` once the transaction has committed, and never if it rolls back. For wake-ups that make committed work start
 * sooner: the process may die between commit and hook, so nothing may depend on it.
 */
export function afterCommit(tx: Tx, hook: AfterCommit): void {
  const hooks = hooksByTransaction.get(tx);
  if (!hooks) throw new Error('afterCommit was called with a transaction that has already ended.');
  hooks.push(hook);
}
