import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { makePrivateFolder, UnsafeFolderError } from '#core/kernel/files/private-folder.ts'
import { fill } from '#i18n/fill.ts'
import { errorCode, exitCodes, StartError } from './cli-errors.ts'
import { messages } from './messages.ts'

const NAME = 'mp-console-webhost'

/** The data folder: the one asked for, else the system's usual one. */
export function dataFolderPath(asked: string | undefined, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (asked) return resolve(asked)
  if (env.MP_CONSOLE_DATA) return resolve(env.MP_CONSOLE_DATA)
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), NAME)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME)
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), NAME)
}

/** Makes the folder, for its owner only. */
export function prepareDataFolder(folder: string): void {
  try {
    makePrivateFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof UnsafeFolderError) {
      throw new StartError(fill(messages.start.unsafeFolder[error.fault], { folder }), exitCodes.dataFolder)
    }
    throw new StartError(fill(messages.start.dataFolder, { folder, code: errorCode(error) }), exitCodes.dataFolder)
  }
}
