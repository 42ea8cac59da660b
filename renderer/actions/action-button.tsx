import { useTranslation } from 'react-i18next'
import type { ActionId } from '#contract/pure/actions/actions.ts'
import { ariaKeys } from '#renderer/ui/controls/accelerator.ts'
import { Button, type ButtonProps } from '#renderer/ui/controls/button.tsx'
import { IconButton, type IconButtonProps } from '#renderer/ui/controls/icon-button.tsx'
import { Kbd } from '#renderer/ui/controls/kbd.tsx'
import type { IconType } from '#renderer/ui/figures/icon.tsx'
import { MenuItem } from '#renderer/ui/overlays/menu.tsx'
import { acceleratorOf, runAction } from './registry.ts'

/** For a button that is drawn by hand: pressed, it does what the action's key and menu entry do. */
export function actionProps(id: ActionId) {
  const accelerator = acceleratorOf(id)
  return {
    onClick: () => void runAction(id),
    ...(accelerator !== undefined && { 'aria-keyshortcuts': ariaKeys(accelerator) }),
  }
}

export function ActionButton({
  action,
  showsKey = false,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'accelerator'> & { action: ActionId; showsKey?: boolean }) {
  return <Button {...actionProps(action)} accelerator={showsKey ? acceleratorOf(action) : undefined} {...rest} />
}

/** Only the icon; the action's name is its tooltip, with its key. */
export function ActionIconButton({
  action,
  label,
  ...rest
}: Omit<IconButtonProps, 'onClick' | 'accelerator' | 'label'> & { action: ActionId; label?: string }) {
  const { t } = useTranslation('actions')
  return (
    <IconButton
      onClick={() => void runAction(action)}
      label={label ?? t(`label.${action}`)}
      accelerator={acceleratorOf(action)}
      {...rest}
    />
  )
}

/** An entry of a menu on the page. */
export function ActionItem({ action, icon }: { action: ActionId; icon: IconType }) {
  const { t } = useTranslation('actions')
  return (
    <MenuItem icon={icon} onSelect={() => void runAction(action)} accelerator={acceleratorOf(action)}>
      {t(`label.${action}`)}
    </MenuItem>
  )
}

/** The keys of an action, as they are drawn on them. */
export function ActionKey({ of }: { of: ActionId }) {
  const accelerator = acceleratorOf(of)
  return accelerator === undefined ? null : <Kbd accelerator={accelerator} />
}
