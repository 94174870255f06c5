import { spawn } from 'node:child_process'
import { type FileHandle, open, readFile } from 'node:fs/promises'

/** Whether a file is mounted by itself, as containers do it. */
export async function isMountedAlone(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return mounts.split('\n').some((line) => unescaped(line.split(' ')[4] ?? '') === path)
}

/** As the kernel writes white space and backslashes: in octal. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))

/**
 * Locks the file itself, by the system's `flock` program: whoever else has mounted it shares nothing but the file. The
 * lock belongs to the open file, so the kernel ends it with this process. Undefined while another one has it; without that
 * program, there is no lock but the one beside the file.
 */
export async function lockInPlace(path: string): Promise<FileHandle | undefined> {
  const file = await open(path, 'r+')
  const exit = await new Promise<number | null>((resolve) => {
    const flock = spawn('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] })
    flock.on('error', () => resolve(null))
    flock.on('close', resolve)
  })
  if (exit !== TAKEN) return file
  await file.close()
  return undefined
}

const TAKEN = 1
