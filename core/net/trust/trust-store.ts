import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import tls, { rootCertificates, type SecureContext } from 'node:tls'
import type { Problem } from '#contract/problem.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { secureContextOf } from './secure-socket.ts'

/** Trusted CA certificates. Their context takes about 0.1 s to make, so it is made for the first connection. */
export interface TrustedCertificates {
  /** Differs between sets of certificates. */
  id: string
  context(): SecureContext
}

export interface TrustStore {
  /** The built-in certificates, the system's and those of the CA file. Fails with `ca-file-invalid`. */
  current(): Promise<TrustedCertificates>
}

export interface TrustStoreDeps {
  /** Path of a PEM file; empty for none. */
  caFile(): string
  log: Log
  /** What the system trusts, as PEM. */
  system?: () => string[]
}

type CaFileProblem = Extract<Problem, { code: 'ca-file-invalid' }>

const MAX_CA_FILE = 1024 * 1024

/**
 * Node trusts only its own list. A company's TLS-inspecting proxy is known to the system, so the system's certificates
 * are trusted here. NODE_EXTRA_CA_CERTS is not: a packaged app does not see it, and a variable that another program has
 * set must not decide who may read an AppSecret.
 */
export function createTrustStore({
  caFile,
  log,
  system = () => tls.getCACertificates('system'),
}: TrustStoreDeps): TrustStore {
  let known: string[] | undefined
  let last: TrustedCertificates | undefined

  const knownCertificates = () => {
    known ??= [...new Set([...rootCertificates, ...readSystem()])]
    return known
  }
  // By the module, since an Electron may be built without it.
  const readSystem = () => {
    try {
      return system()
    } catch {
      log.warn("the system's certificates cannot be read")
      return []
    }
  }
  return {
    async current() {
      const path = caFile()
      const id = path === '' ? '' : await stateOf(path)
      if (last?.id !== id) {
        const own = path === '' ? [] : await readCaFile(path)
        let context: SecureContext | undefined
        last = {
          id,
          context() {
            context ??= secureContextOf([...knownCertificates(), ...own])
            return context
          },
        }
      }
      return last
    },
  }
}

/** The certificates of a PEM file; fails with `ca-file-invalid`. */
export async function readCaFile(path: string): Promise<string[]> {
  await stateOf(path)
  const text = await readFile(path, 'latin1').catch((error: unknown) => {
    throw invalid(path, reasonOf(error))
  })
  const certificates = text.match(
    /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g,
  )
  try {
    const good = certificates?.map((pem) => new X509Certificate(pem).toString()) ?? []
    if (good.length > 0) return good
  } catch {
    // The block is marked as a certificate and is none.
  }
  throw invalid(path, 'no-certificate')
}

/** Changes when the file does. */
async function stateOf(path: string): Promise<string> {
  if (!isAbsolute(path)) throw invalid(path, 'not-absolute')
  const found = await stat(path).catch((error: unknown) => {
    throw invalid(path, reasonOf(error))
  })
  // Reading a pipe or a device might never end.
  if (!found.isFile()) throw invalid(path, 'not-readable')
  if (found.size > MAX_CA_FILE) throw invalid(path, 'too-large')
  return `${path} ${found.mtimeMs} ${found.size}`
}

function reasonOf(error: unknown): CaFileProblem['reason'] {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-found' : 'not-readable'
}

function invalid(path: string, reason: CaFileProblem['reason']): ProblemError {
  return new ProblemError({ code: 'ca-file-invalid', path, reason, retry: 'never' })
}
