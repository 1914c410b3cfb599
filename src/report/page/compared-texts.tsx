import { useState } from 'preact/hooks'
import type { CallData } from '../data/call-data.ts'
import { wordDifference, type Piece } from '../data/word-difference.ts'
import { numberText } from '../data/words.ts'

/** Longer texts are shortened. */
const mostCharacters = 520

/** The text that reached the client next to the model's answer without a fault, word by word. */
export function ComparedTexts({ call }: { readonly call: CallData }) {
  const { received, expected } = call
  if (expected === undefined) return <p class="quiet">The model was never called.</p>
  if (received === expected)
    return (
      <div class="compared">
        <div>
          <h4>Received, as expected</h4>
          <Pieces pieces={[{ text: received, isShared: true }]} kind="" />
        </div>
      </div>
    )
  const { received: left, expected: right, isBeginning } = wordDifference(received, expected)
  const isCut = isBeginning && call.ending !== 'complete'
  return (
    <div class="compared">
      <div>
        <h4>Received by the app</h4>
        {received === '' ? <p class="quiet">Nothing.</p> : <Pieces pieces={left} kind="wrong" />}
        {(isCut || isBeginning) && received !== '' && <strong class="ends">✕ ends here</strong>}
      </div>
      <div>
        <h4>Expected: what the model answers without a fault</h4>
        <Pieces pieces={right} kind="lost" />
      </div>
    </div>
  )
}

/** A text in pieces, with the pieces that only this text has marked. */
export function Pieces({ pieces, kind }: { readonly pieces: readonly Piece[]; readonly kind: string }) {
  const [isWhole, setIsWhole] = useState(false)
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0)
  const isClamped = length > mostCharacters && !isWhole
  return (
    <>
      <p class={isClamped ? 'text clamped' : 'text'}>
        {pieces.map(({ text, isShared }) => (isShared ? text : <mark class={kind}>{text}</mark>))}
      </p>
      {length > mostCharacters && (
        <button type="button" class="link" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show less' : `Show all ${numberText(length)} characters`}
        </button>
      )}
    </>
  )
}
