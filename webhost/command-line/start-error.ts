import { type ExitCode, exitCodes } from './exit-codes.ts'

/** Why the webhost cannot start, in words for the person at the terminal: printed as it is, without a stack. */
export class StartError extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.unexpected) {
    super(message)
    this.name = 'StartError'
    this.exitCode = exitCode
  }
}

/** The errno name (`EACCES`) of a system error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
