/** A service whose stream holds more than this is behind by seconds; callers are told at once instead of queueing up. */
export const maxStreamLength = 10_000;

/** The longest time-to-live of a request. What is older may be trimmed from the stream unread. */
export const longestTimeoutMs = 60_000;

/** How long a caller waits before it asks whether its request was taken by a replica that is no more. */
export const tryTimeoutMs = 2_000;

/** How far the clocks of the two sides may lie apart in their reading of Redis' clock. */
export const clockToleranceMs = 5_000;

/** Of one request or reply; in UTF-16 units. Files go through storage, lists are paged. */
export const maxBodyLength = 1024 * 1024;

/** How long callers wait for a Redis that has just gone, before `unavailable`. */
export const reconnectPatienceMs = 1_000;

/** What `Retry-After` says while Redis is away or a service is behind. */
export const retryAfterSeconds = 2;

export const defaultConcurrency = 64;

export const defaultDrainTimeoutMs = 10_000;
