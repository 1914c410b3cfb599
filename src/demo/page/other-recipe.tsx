import { CopyLine } from '../../report/page/copy-line.tsx'
import { Dialog } from './dialog.tsx'

/** What to do for a recipe that the file does not hold. */
export function OtherRecipe({ recipe, command, close }: { readonly recipe: string; readonly command: string; readonly close: () => void }) {
  return (
    <Dialog
      title="This file does not hold that day"
      above={
        <>
          Recipe <code>{recipe}</code>
        </>
      }
      close={close}
    >
      <p>A page cannot play another recipe: this command writes one that holds it.</p>
      <CopyLine line={command} />
    </Dialog>
  )
}
