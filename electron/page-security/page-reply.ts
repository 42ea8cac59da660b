import { pageHeaders } from '#contract/pure/page-headers.ts'
import { readPageFile } from '#core/serving/page-files.ts'
import { APP_HOST } from './page.ts'

/** What the page's scheme answers: a file of `folder`, always under the page's headers, or nothing. */
export async function replyTo(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...pageHeaders, allow: 'GET' } })
  const { host, pathname } = new URL(request.url)
  const file = host === APP_HOST ? await readPageFile(folder, pathname) : undefined
  if (!file) return new Response(null, { status: 404, headers: pageHeaders })
  return new Response(file.bytes, { headers: { ...pageHeaders, 'content-type': file.type } })
}
