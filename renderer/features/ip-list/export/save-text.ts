import type { IpExport } from '#contract/ip-list.ts'
import { saveFile } from '#renderer/ui/save-file.ts'

export function saveText({ text, fileName, mimeType }: Pick<IpExport, 'text' | 'fileName' | 'mimeType'>): void {
  saveFile(new Blob([text], { type: mimeType }), fileName)
}
