import { useLingui } from '@lingui/react/macro'
import { Eye, EyeOff, LockKeyhole } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { buttonClass } from '../shared/ui/classes'
import { TextField } from '../shared/ui/TextField'
import { Tip } from '../shared/ui/Tip'

/** A password that can be shown while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'>) {
  const { t } = useLingui()
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  const label = t`Show password`
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      icon={<LockKeyhole size={18} />}
      end={
        <Tip label={isShown ? t`Hide password` : label}>
          {/* the name stays and the state is told by aria-pressed */}
          <ToggleButton
            aria-label={label}
            isSelected={isShown}
            onChange={setShown}
            className={buttonClass({ size: 'icon' })}
          >
            <Icon size={18} aria-hidden />
          </ToggleButton>
        </Tip>
      }
    />
  )
}
