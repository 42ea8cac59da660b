import type { ReactNode } from 'react'
import type { TextToken, TokenKind } from './json-text.ts'
import { MarkedText } from './marked-text.tsx'

/** Above it lines are drawn as one plain text: numbers and colours are a help for what one can still read. */
const MOST_LINES = 2_000

const tokenClasses: Record<TokenKind, string> = {
  key: 'text-code-key',
  string: 'text-code-string',
  number: 'text-code-number',
  word: 'text-code-number',
  punctuation: 'text-code-punct',
  blank: '',
}

/** Text with numbered lines. */
export function CodeLines({ tokens }: { tokens: TextToken[] }) {
  const lines = linesOf(tokens)
  if (lines.length > MOST_LINES) {
    return (
      <pre className="wrap-anywhere whitespace-pre-wrap">
        <MarkedText text={tokens.map(({ text }) => text).join('')} />
      </pre>
    )
  }
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
    <Line key={index} number={index + 1}>
      {line.map(({ kind, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
        <span key={place} className={tokenClasses[kind]}>
          <MarkedText text={text} />
        </span>
      ))}
    </Line>
  ))
}

function Line({ number, children }: { number: number; children: ReactNode }) {
  return (
    <div className="flex">
      <span aria-hidden className="w-9 shrink-0 pr-3.5 text-right text-text-3 select-none">
        {number}
      </span>
      <span className="min-w-0 grow wrap-anywhere whitespace-pre-wrap">{children}</span>
    </div>
  )
}

/** Cuts a run of tokens at its line ends. */
function linesOf(tokens: TextToken[]): TextToken[][] {
  const lines: TextToken[][] = [[]]
  for (const { kind, text } of tokens) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    }
  }
  return lines
}
