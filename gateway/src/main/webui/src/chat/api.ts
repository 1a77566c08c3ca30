import type { components as PeopleComponents, paths as PeoplePaths } from '../shared/api/auth.gen'
import type { components, paths } from '../shared/api/chat.gen'
import type { Answer } from '../shared/net/problem'
import type { Api } from '../shared/net/rest'
import { answer, done } from '../shared/net/rest'

type Schemas = components['schemas']
export type PersonFound = PeopleComponents['schemas']['Person']
export type Invitation = Schemas['Invitation']
/** A message that was found, and the parts of it that say why. */
export type Hit = Schemas['Found']
export type Excerpt = Schemas['Excerpt']
export type InvitedTo = Schemas['InvitedTo']
/** Something that concerns one, in a conversation. */
export type Activity = Schemas['Activity']
/** A message that was reported, for those who answer for it. */
export type Report = Schemas['Report']
export type ReportReason = Schemas['ReportReason']
export type ReportOutcome = Schemas['ReportOutcome']
export type OpenChannel = Schemas['OpenChannel']
/** What a channel is, as it is created. */
export type ChannelTerms = Schemas['CreateChannel']
export type TermsChange = Schemas['ChangeTerms']

const LIST_PAGE = 50
const POSTS_PAGE = 20
/** Comments and members are short, and most classes have fewer: one request is all. */
const LONG_PAGE = 100
/** More matches than this call for more letters. */
const PEOPLE_SHOWN = 20

/** The requests of the chat screens. Nothing here rejects: what goes wrong is a problem. */
export type ChatApi = ReturnType<typeof chatApi>

export function chatApi(chat: Api<paths>, people: Api<PeoplePaths>) {
  return {
    conversations: (after: string | null): Promise<Answer<Schemas['ConversationPage']>> =>
      answer(
        chat.GET('/api/conversations', {
          params: { query: { limit: LIST_PAGE, ...(after === null ? {} : { after }) } },
        }),
      ),
    conversation: (id: string): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.GET('/api/conversations/{id}', { params: { path: { id } } })),
    messages: (
      id: string,
      query: { before?: number; after?: number; limit: number },
    ): Promise<Answer<Schemas['MessagePage']>> =>
      answer(chat.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } })),
    open: (account: string): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.POST('/api/conversations', { body: { with: account } })),
    openGroup: (people: string[], name: string | null): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.POST('/api/conversations/groups', { body: { people, name } })),
    createChannel: (terms: ChannelTerms): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.POST('/api/conversations/channels', { body: terms })),
    openChannels: (
      q: string,
      after: string | null,
      signal: AbortSignal,
    ): Promise<Answer<Schemas['OpenChannelPage']>> =>
      answer(
        chat.GET('/api/conversations/channels', {
          params: {
            query: {
              limit: LIST_PAGE,
              ...(q === '' ? {} : { q }),
              ...(after === null ? {} : { after }),
            },
          },
          signal,
        }),
      ),
    change: (id: string, terms: TermsChange): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.PATCH('/api/conversations/{id}', { params: { path: { id } }, body: terms })),
    /** `before` counts as the order does. */
    posts: (
      id: string,
      sort: 'latest' | 'active',
      before: number | null,
    ): Promise<Answer<Schemas['PostPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/posts', {
          params: {
            path: { id },
            query: { sort, limit: POSTS_PAGE, ...(before === null ? {} : { before }) },
          },
        }),
      ),
    post: (id: string, number: number): Promise<Answer<Schemas['Post']>> =>
      answer(
        chat.GET('/api/conversations/{id}/posts/{number}', { params: { path: { id, number } } }),
      ),
    comments: (
      id: string,
      number: number,
      after: number,
    ): Promise<Answer<Schemas['CommentPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/posts/{number}/comments', {
          params: { path: { id, number }, query: { after, limit: LONG_PAGE } },
        }),
      ),
    /** Messages changed after a change, as they are by now. */
    changes: (id: string, after: number): Promise<Answer<Schemas['ChangePage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/changes', {
          params: { path: { id }, query: { after, limit: LONG_PAGE } },
        }),
      ),
    pins: (id: string): Promise<Answer<Schemas['PinPage']>> =>
      answer(chat.GET('/api/conversations/{id}/pins', { params: { path: { id } } })),
    /** What a message said before. */
    editions: (
      id: string,
      number: number,
      before: number | null,
    ): Promise<Answer<Schemas['EditionPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/messages/{number}/edits', {
          params: { path: { id, number }, query: before === null ? {} : { before } },
        }),
      ),
    /** Who reacted to a message, in the order in which they did. */
    reactors: (
      id: string,
      number: number,
      after: number | null,
    ): Promise<Answer<Schemas['ReactorPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/messages/{number}/reactions', {
          params: {
            path: { id, number },
            query: { limit: LONG_PAGE, ...(after === null ? {} : { after }) },
          },
        }),
      ),
    /** What one wants to be notified of in a conversation. */
    choose: (
      id: string,
      notifications: Schemas['ConversationNotifications'],
    ): Promise<Answer<Schemas['ConversationNotifications']>> =>
      answer(
        chat.PUT('/api/conversations/{id}/notifications', {
          params: { path: { id } },
          body: notifications,
        }),
      ),
    notificationSettings: (): Promise<Answer<Schemas['NotificationSettings']>> =>
      answer(chat.GET('/api/notifications/settings')),
    chooseSettings: (
      settings: Schemas['NotificationSettings'],
    ): Promise<Answer<Schemas['NotificationSettings']>> =>
      answer(chat.PUT('/api/notifications/settings', { body: settings })),
    activity: (after: string | null): Promise<Answer<Schemas['ActivityPage']>> =>
      answer(
        chat.GET('/api/notifications/activity', {
          params: { query: after === null ? {} : { after } },
        }),
      ),
    /** Of Activity everything up to an instant was seen, in a conversation or, with null, in all. */
    noticed: (upTo: string, conversation: string | null): Promise<Answer<null>> =>
      done(
        chat.PUT('/api/notifications/activity/read', {
          body: { upTo, conversation },
          parseAs: 'text',
        }),
      ),
    /** One's calls that are over, the latest first. */
    calls: (
      filter: 'all' | 'missed',
      after: string | null,
      signal: AbortSignal,
    ): Promise<Answer<Schemas['CallPage']>> =>
      answer(
        chat.GET('/api/conversations/calls', {
          params: { query: { filter, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    /** The list of calls was seen up to an instant. */
    callsSeen: (upTo: string): Promise<Answer<null>> =>
      done(chat.PUT('/api/conversations/calls/seen', { body: { upTo }, parseAs: 'text' })),
    block: (account: string): Promise<Answer<null>> =>
      done(
        chat.PUT('/api/conversations/blocks/{account}', {
          params: { path: { account } },
          parseAs: 'text',
        }),
      ),
    unblock: (account: string): Promise<Answer<null>> =>
      done(
        chat.DELETE('/api/conversations/blocks/{account}', {
          params: { path: { account } },
          parseAs: 'text',
        }),
      ),
    /** Tells those who answer for a conversation of a message in it. */
    report: (
      id: string,
      number: number,
      reason: ReportReason,
      words: string,
    ): Promise<Answer<null>> =>
      done(
        chat.POST('/api/reports/{conversation}/{number}', {
          params: { path: { conversation: id, number } },
          body: { reason, words },
          parseAs: 'text',
        }),
      ),
    /** What was reported and one answers for. */
    reports: (after: string | null): Promise<Answer<Schemas['ReportPage']>> =>
      answer(chat.GET('/api/reports', { params: { query: after === null ? {} : { after } } })),
    settle: (id: string, number: number, outcome: ReportOutcome): Promise<Answer<null>> =>
      done(
        chat.PUT('/api/reports/{conversation}/{number}', {
          params: { path: { conversation: id, number } },
          body: { outcome },
          parseAs: 'text',
        }),
      ),
    members: (id: string, after: string | null): Promise<Answer<Schemas['SeatPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/members', {
          params: {
            path: { id },
            query: { limit: LONG_PAGE, ...(after === null ? {} : { after }) },
          },
        }),
      ),
    /** Those who may be meant by the beginning of a name, the likeliest first. */
    membersNamed: (
      id: string,
      q: string,
      limit: number,
      signal: AbortSignal,
    ): Promise<Answer<Schemas['SeatPage']>> =>
      answer(
        chat.GET('/api/conversations/{id}/members', {
          params: { path: { id }, query: { q, limit } },
          signal,
        }),
      ),
    /** Adds somebody, gives them another role, or joins an open channel oneself. */
    seat: (
      id: string,
      account: string,
      role: Schemas['MemberRole'],
    ): Promise<Answer<Schemas['Seat']>> =>
      answer(
        chat.PUT('/api/conversations/{id}/members/{account}', {
          params: { path: { id, account } },
          body: { role },
        }),
      ),
    /** Removes somebody, or leaves. */
    unseat: (id: string, account: string): Promise<Answer<null>> =>
      done(
        chat.DELETE('/api/conversations/{id}/members/{account}', {
          params: { path: { id, account } },
          parseAs: 'text',
        }),
      ),
    invite: (
      id: string,
      terms: Schemas['CreateInvitation'],
    ): Promise<Answer<Schemas['NewInvitation']>> =>
      answer(
        chat.POST('/api/conversations/{id}/invitations', {
          params: { path: { id } },
          body: terms,
        }),
      ),
    invitations: (id: string): Promise<Answer<Schemas['Invitations']>> =>
      answer(chat.GET('/api/conversations/{id}/invitations', { params: { path: { id } } })),
    takeBack: (id: string, invitation: string): Promise<Answer<null>> =>
      done(
        chat.DELETE('/api/conversations/{id}/invitations/{invitation}', {
          params: { path: { id, invitation } },
          parseAs: 'text',
        }),
      ),
    /** What an invitation is to. */
    look: (token: string): Promise<Answer<InvitedTo>> =>
      answer(chat.POST('/api/conversations/invitations/look', { body: { token } })),
    accept: (token: string): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.POST('/api/conversations/invitations/accept', { body: { token } })),
    /** Where all of a channel can be had within a minute; `language` and `zone` are those of its page. */
    export: (
      id: string,
      language: Schemas['PageLanguage'],
      zone: string,
    ): Promise<Answer<Schemas['ExportAddress']>> =>
      answer(
        chat.POST('/api/conversations/{id}/export', {
          params: { path: { id } },
          body: { language, zone },
        }),
      ),
    /** A file that one may see. */
    file: (id: string): Promise<Answer<Schemas['MessageFile']>> =>
      answer(chat.GET('/api/files/{id}', { params: { path: { id } } })),
    /** Takes a file away that is not sent. */
    removeFile: (id: string): Promise<Answer<null>> =>
      done(
        chat.DELETE('/api/files/{id}', {
          params: { path: { id }, header: { 'Tus-Resumable': '1.0.0' } },
          parseAs: 'text',
        }),
      ),
    fileUsage: (): Promise<Answer<Schemas['FileUsage']>> => answer(chat.GET('/api/files/usage')),
    /** Where files can be had; of those that one may not see nothing is said. At most 100 at a time. */
    fileAddresses: async (files: string[]): Promise<Answer<Schemas['FileAddress'][]>> => {
      const found = await answer(chat.POST('/api/files/addresses', { body: { files } }))
      return found.ok ? { ok: true, value: found.value.addresses } : found
    },
    /** `zone` is the IANA time zone in which days are meant. */
    search: (
      q: string,
      zone: string,
      after: string | null,
      signal: AbortSignal,
    ): Promise<Answer<Schemas['HitPage']>> =>
      answer(
        chat.GET('/api/search/messages', {
          params: { query: { q, zone, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    person: (id: string): Promise<Answer<PersonFound>> =>
      answer(people.GET('/api/users/{id}', { params: { path: { id } } })),
    people: async (q: string, signal: AbortSignal): Promise<Answer<PersonFound[]>> => {
      const found = await answer(
        people.GET('/api/users', { params: { query: { q, limit: PEOPLE_SHOWN } }, signal }),
      )
      return found.ok ? { ok: true, value: found.value.people } : found
    },
  }
}
