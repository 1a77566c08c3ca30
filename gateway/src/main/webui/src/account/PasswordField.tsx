import { useLingui } from '@lingui/react/macro'
import { Eye, EyeOff, LockKeyhole } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Button } from '../shared/ui/Button'
import { TextField } from '../shared/ui/TextField'

/** A password that can be shown while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'>) {
  const { t } = useLingui()
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      icon={<LockKeyhole size={18} />}
      end={
        // the name stays and the state is told by aria-pressed
        <Button
          size="icon"
          aria-label={t`Show password`}
          aria-pressed={isShown}
          onPress={() => setShown(!isShown)}
        >
          <Icon size={18} aria-hidden />
        </Button>
      }
    />
  )
}
