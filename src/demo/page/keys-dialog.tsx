import { Dialog } from './dialog.tsx'
import { keyWords } from './use-keys.ts'

export function KeysDialog({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Keys" close={close}>
      <dl class="key-list">
        {keyWords.map(({ keys, does }) => (
          <div>
            <dt>
              {keys.map((key, place) => (
                <>
                  {place > 0 && (keys[0] === '1' ? ' to ' : ' ')}
                  <kbd>{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
