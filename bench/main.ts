import { exchangeList } from './exchange-list.ts'
import { ipTable } from './ip-table.ts'
import { jsonView } from './json-view.ts'
import { pageWeight } from './page-weight.ts'
import { recordedCall } from './recorded-call.ts'
import { redaction } from './redaction.ts'
import { revokedStorm } from './revoked-storm.ts'
import type { Bench, Row } from './row.ts'
import { misses, table } from './table.ts'
import { tokenStampede } from './token-stampede.ts'

const benches: Bench[] = [
  tokenStampede,
  revokedStorm,
  pageWeight,
  ipTable,
  exchangeList,
  jsonView,
  recordedCall,
  redaction,
]

const rows: Row[] = []
for (const bench of benches) rows.push(...(await bench()))
process.stdout.write(`${table(rows)}\n`)
if (rows.some(misses)) process.exitCode = 1
