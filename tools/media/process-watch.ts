import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';

export interface Watched {
  /** Of the process and all that it started, together, at the worst moment that was seen. */
  peakBytes: number;
  /** Opened by any of them, and none of their business. */
  files: string[];
  /** Of the internet's kinds; a pipe between two of our processes is none. */
  sockets: string[];
}

const everyMs = 15;
const pageBytes = 4_096;
/** Programs, their libraries and our own code; what a system keeps of people and secrets lies elsewhere. */
const harmless = /^\/(usr|lib|lib64|dev|proc|sys)\/|^\/etc\/(ld\.so\.cache|localtime|ssl\/openssl\.cnf)$/;

/**
 * Looks at a process and its descendants many times a second, through `/proc`: what they have open and how much memory they
 * hold. What comes and goes between two looks is not seen; the baits are there for that.
 */
export class ProcessWatch {
  private timer: NodeJS.Timeout | undefined;
  private peakBytes = 0;
  private readonly files = new Set<string>();
  private readonly sockets = new Set<string>();
  private readonly knownBefore: Set<string>;

  /** @param ownDirectory whose files are theirs to open */
  constructor(
    private readonly rootPid: number,
    private readonly ownDirectory: string,
  ) {
    this.knownBefore = new Set(openFilesOf(rootPid));
    this.forgetPeak();
    this.timer = setInterval(() => this.look(), everyMs);
  }

  stop(): Watched {
    clearInterval(this.timer);
    this.look();
    this.peakBytes = Math.max(this.peakBytes, this.ownPeakBytes());
    return { peakBytes: this.peakBytes, files: [...this.files], sockets: [...this.sockets] };
  }

  private look(): void {
    const pids = withDescendants(this.rootPid);
    const bytes = pids.reduce((sum, pid) => sum + residentBytes(pid), 0);
    this.peakBytes = Math.max(this.peakBytes, bytes);
    for (const pid of pids) {
      const open = openFilesOf(pid);
      for (const file of open.filter((each) => this.isForeign(each))) this.files.add(file);
      if (open.some((file) => file.startsWith('socket:'))) this.noteSockets(pid, open);
    }
  }

  private isForeign(file: string): boolean {
    if (!file.startsWith('/') || harmless.test(file)) return false;
    return !file.startsWith(`${this.ownDirectory}/`) && !this.knownBefore.has(file);
  }

  private noteSockets(pid: number, open: string[]): void {
    const inodes = new Set(open.flatMap((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1] ?? []));
    for (const protocol of ['tcp', 'tcp6', 'udp', 'udp6', 'raw']) {
      for (const line of read(`/proc/${pid}/net/${protocol}`).split('\n').slice(1)) {
        const inode = line.trim().split(/\s+/)[9];
        if (inode !== undefined && inodes.has(inode)) this.sockets.add(`${protocol} ${inode}`);
      }
    }
  }

  /** The kernel's own high-water mark, which misses nothing; only a process's owner may reset it. */
  private forgetPeak(): void {
    try {
      writeFileSync(`/proc/${this.rootPid}/clear_refs`, '5');
    } catch {
      // Where it cannot be reset it cannot be believed either, and is as high as that of the worst file before.
    }
  }

  private ownPeakBytes(): number {
    return Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${this.rootPid}/status`))?.[1] ?? 0) * 1024;
  }
}

function withDescendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(withDescendants)];
}

function residentBytes(pid: number): number {
  return Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * pageBytes;
}

function openFilesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => target(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function target(link: string): string[] {
  try {
    return [readlinkSync(link)];
  } catch {
    return [];
  }
}

/** Processes end while they are looked at: nothing then. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
