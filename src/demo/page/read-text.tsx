import { wordDifference } from '../../report/data/word-difference.ts'
import { Pieces } from '../../report/page/compared-texts.tsx'

interface ReadTextProps {
  readonly read: string
  readonly usual: string
  readonly isDone: boolean
  /** Whether a difference is legitimate. */
  readonly isLess: boolean
}

/** The text that the customer reads, and at the end the app's answer without a fault. */
export function ReadText({ read, usual, isDone, isLess }: ReadTextProps) {
  return (
    <div class="compared">
      <div>
        <h4>The customer reads</h4>
        {isDone ? <Final read={read} usual={usual} kind={isLess ? 'other' : 'wrong'} /> : <Growing read={read} />}
      </div>
      <div>
        <h4>The correct answer</h4>
        {isDone && (read === usual ? <p class="quiet">The same.</p> : <Truth read={read} usual={usual} />)}
      </div>
    </div>
  )
}

function Growing({ read }: { readonly read: string }) {
  return (
    <p class={read === '' ? 'text quiet' : 'text'}>
      {read === '' ? 'Waiting.' : read}
      <span class="caret" aria-hidden="true" />
    </p>
  )
}

function Final({ read, usual, kind }: { readonly read: string; readonly usual: string; readonly kind: string }) {
  if (read === '') return <p class="quiet">Nothing.</p>
  if (read === usual) return <Pieces pieces={[{ text: read, isShared: true }]} kind="" />
  const { received, isBeginning } = wordDifference(read, usual)
  return (
    <>
      <Pieces pieces={received} kind={kind} />
      {isBeginning && <strong class="ends">✕ ends here</strong>}
    </>
  )
}

function Truth({ read, usual }: { readonly read: string; readonly usual: string }) {
  return <Pieces pieces={read === '' ? [{ text: usual, isShared: true }] : wordDifference(read, usual).expected} kind="lost" />
}
