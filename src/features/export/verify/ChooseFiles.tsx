import { type ReactNode, useRef } from 'react';
import { Button } from '../../../ui/Button.tsx';

export interface ChooseFilesProps {
  label: string;
  icon: ReactNode;
  accept?: string;
  multiple?: boolean;
  /** A whole folder; the files keep their path in it. */
  folder?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** A button for the browser's file dialog. An input of the page, because only it tells where in a folder a file lies. */
export function ChooseFiles({
  label,
  icon,
  accept,
  multiple = false,
  folder = false,
  onFiles,
}: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          if (element) element.webkitdirectory = folder;
        }}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={multiple || folder}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same files can be chosen again after they were mended.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
