export { type MountedUploads, mountUploads, type UploadPorts } from './mount-uploads.js';
export { UploadSpool } from './upload-spool.js';
export { uploadsOfTake } from './uploads-of-take.js';
export { type Completion, type VerifiedSegments, verifySegments } from './verify-segments.js';
