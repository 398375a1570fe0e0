import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { forgetToken, tokenOf } from '../../api/mailed-token.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { SignIn } from './sign-in-page.js';
import { useSignedIn } from './use-signed-in.js';

/** Where the link of a mail leads. A newer one may be opened in the same tab, which changes nothing but what is behind the `#`. */
export function Component() {
  const ofAddress = tokenOf(useLocation().hash);
  const [token, setToken] = useState(ofAddress);
  if (ofAddress !== null && ofAddress !== token) setToken(ofAddress);
  return <Confirmation key={token} token={token} />;
}

/** Programs that look into mails open links, too, so that only a click uses one up. */
function Confirmation({ token }: { token: string | null }) {
  const { t } = useTranslation('signIn');
  const signedIn = useSignedIn();
  const confirm = useMutation({
    mutationFn: async () => await api.POST('/v1/auth/mail-links/verify', { body: { token: token! } }),
    onSettled: forgetToken,
    onSuccess: signedIn,
  });
  const isUnfinished = token === null || hasCode(confirm.error, 'validation_failed');
  if (isUnfinished || hasCode(confirm.error, 'code_invalid')) {
    return (
      <SignIn>
        <Notice kind="attention" role="alert">
          {isUnfinished ? t('linkUnfinished') : t('linkUsed')}
        </Notice>
      </SignIn>
    );
  }
  return (
    <>
      <PageTitle>{t('confirmTitle')}</PageTitle>
      <Text>{t('confirmWords')}</Text>
      {confirm.isError && <ProblemNotice error={confirm.error} />}
      <Actions>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('confirm')}
        </Button>
      </Actions>
    </>
  );
}
