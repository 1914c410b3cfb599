import { CopyLine } from '../../report/page/copy-line.tsx'
import { Dialog } from './dialog.tsx'

/** Instructions for a recipe that the file does not contain. */
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
      <p>A page has one recipe. This command writes a page with another one:</p>
      <CopyLine line={command} />
    </Dialog>
  )
}
