import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Icon } from '../icons.tsx';
import { useDialogPlace } from './dialog-place.ts';

interface DialogFrameProps {
  readonly title: string;
  /** The device, person or sheet concerned: it stands below the title. */
  readonly about?: string | undefined;
  readonly isAlert?: boolean;
  readonly isWide?: boolean;
  /** While an operation runs, Escape does not close. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

export function DialogFrame({ title, about, isAlert, isWide, isBusy, children }: DialogFrameProps) {
  const { isFront, close } = useDialogPlace();
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isFront}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
      isKeyboardDismissDisabled={isBusy ?? false}
    >
      <Modal className={isWide ? 'modal wide' : 'modal'}>
        {/* A new question is a new dialog: focus and announcement start afresh. */}
        <Dialog key={isAlert ? 'alert' : 'form'} className="dialog" role={isAlert ? 'alertdialog' : 'dialog'}>
          <header className={isAlert ? 'dialog-head alert' : 'dialog-head'}>
            {isAlert && <Icon name="warning" />}
            <div>
              <Heading slot="title">{title}</Heading>
              {about && <p className="dialog-about">{about}</p>}
            </div>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
