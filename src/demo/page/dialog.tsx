import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface DialogProps {
  readonly title: ComponentChildren
  /** A line above the title. */
  readonly above?: ComponentChildren
  readonly close: () => void
  readonly children: ComponentChildren
}

/** A dialog over the page. The browser keeps the focus inside it and restores it on close. */
export function Dialog({ title, above, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  const closeOutside = ({ target }: MouseEvent): void => {
    if (target === dialog.current) dialog.current?.close()
  }
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={close} onClick={closeOutside}>
      <div class="sheet">
        <button type="button" class="button close" onClick={() => dialog.current?.close()}>
          Close
        </button>
        {above !== undefined && <p class="above">{above}</p>}
        <h2 id="dialog-title">{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
