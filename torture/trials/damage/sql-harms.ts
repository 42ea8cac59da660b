/** Columns that hold JSON, and one row of each. */
const texts = [
  ['exchange', 'summary', 'id = 5'],
  ['exchange_content', 'view', 'id = 5'],
  ['ip_list_version', 'version', 'id = 1'],
  ['ip_list_version', 'received', 'id = 1'],
  ['token_event', 'record', 'id = 1'],
] as const

/** JSON that is none, or that is none of what belongs there. */
const values = {
  'no JSON': '{"id',
  empty: '',
  null: 'null',
  'a number': '5',
  'a list': '[1,2]',
  'an object of nothing': '{}',
  'a string with a NUL': '"a\\u0000b"',
} as const

const tables = ['exchange', 'exchange_content', 'ip_list_version', 'token_event', 'seen_ip']

/** What a disk or another program may do to rows and tables while the file stays a sound database. */
export const sqlHarms: { name: string; sql: string }[] = [
  ...texts.flatMap(([table, column, where]) => [
    ...Object.entries(values).map(([what, value]) => ({
      name: `${table}.${column} is ${what}`,
      sql: `UPDATE ${table} SET ${column} = '${value}' WHERE ${where}`,
    })),
    {
      name: `${table}.${column} is 10 MB`,
      sql: `UPDATE ${table} SET ${column} = printf('%.*c', 10000000, 'x') WHERE ${where}`,
    },
    {
      name: `${table}.${column} of all rows lost a quote`,
      sql: `UPDATE ${table} SET ${column} = substr(${column}, 1, 3) || substr(${column}, 5)`,
    },
  ]),
  ...tables.map((table) => ({ name: `${table} is gone`, sql: `DROP TABLE ${table}` })),
  { name: 'a row without its content', sql: 'DELETE FROM exchange_content WHERE id = 7' },
  { name: 'a content without its row', sql: 'DELETE FROM exchange WHERE id = 7' },
  { name: 'an index is gone', sql: 'DROP INDEX exchange_account' },
  { name: 'the sequence is gone', sql: 'DELETE FROM sqlite_sequence' },
  { name: 'the sequence is behind', sql: "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'exchange'" },
  { name: 'a column is gone', sql: 'ALTER TABLE exchange DROP COLUMN bytes' },
  { name: 'a column has another name', sql: 'ALTER TABLE exchange_content RENAME COLUMN view TO sight' },
  { name: 'bytes are negative', sql: 'UPDATE exchange SET bytes = -1' },
  { name: 'bytes are huge', sql: 'UPDATE exchange SET bytes = 9007199254740993 WHERE id = 5' },
  { name: 'an account id of 1 MB', sql: "UPDATE exchange SET account_id = printf('%.*c', 1000000, 'a') WHERE id = 5" },
  {
    name: 'a body file named outside',
    sql: "UPDATE exchange_content SET response_file = '../accounts.json' WHERE id = 5",
  },
  {
    name: 'a body file that is none',
    sql: "UPDATE exchange_content SET response_file = '5-response.body' WHERE id = 5",
  },
  { name: 'an older version than its tables', sql: 'PRAGMA user_version = 2' },
  { name: 'version 0', sql: 'PRAGMA user_version = 0' },
  { name: 'a negative version', sql: 'PRAGMA user_version = -7' },
]
