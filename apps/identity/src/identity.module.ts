import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { Claims } from './accounts/claims.ts';
import { ApplyMailmap } from './apply-mailmap/apply-mailmap.ts';
import { ApplyMailmapQueries } from './apply-mailmap/apply-mailmap.queries.ts';
import { Mailmaps } from './apply-mailmap/mailmaps.ts';
import { AttributeChange } from './attribute-change/attribute-change.ts';
import { ChangeUpdatedHandler } from './attribute-change/change-updated.handler.ts';
import { AttributeComment } from './attribute-comment/attribute-comment.ts';
import { CommentCreatedHandler } from './attribute-comment/comment-created.handler.ts';
import { AttributeCommits } from './attribute-commits/attribute-commits.ts';
import { CommitsIngestedHandler } from './attribute-commits/commits-ingested.handler.ts';
import { AttributeMessage } from './attribute-message/attribute-message.ts';
import { MessageReceivedHandler } from './attribute-message/message-received.handler.ts';
import { CountPeopleQueries } from './count-people/count-people.queries.ts';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { FindTracesQueries } from './erase-person/find-traces.queries.ts';
import { FindContactsQueries } from './find-contacts/find-contacts.queries.ts';
import { DirectoryQueries } from './directory/directory.queries.ts';
import { SyncPeople } from './directory/sync-people.ts';
import { TakePeople } from './directory/take-people.ts';
import { DiscoverSlack } from './discover-slack/discover-slack.ts';
import { SlackDirectory } from './discover-slack/slack-directory.ts';
import { LinkAccountsQueries } from './link-accounts/link-accounts.queries.ts';
import { LinkOneQueries } from './link-accounts/link-one.queries.ts';
import { LinkAccounts } from './link-accounts/link-accounts.ts';
import { ListUnmatchedQueries } from './list-unmatched/list-unmatched.queries.ts';
import { AnnounceMatches } from './match-people/announce-matches.ts';
import { MatchPeople } from './match-people/match-people.ts';
import { MatchPeopleQueries } from './match-people/match-people.queries.ts';
import { AccountRepository } from './persistence/account.repository.ts';
import { AttributionRepository } from './persistence/attribution.repository.ts';
import { ContactRepository } from './persistence/contact.repository.ts';
import { DirectoryRepository } from './persistence/directory.repository.ts';
import { LinkRepository } from './persistence/link.repository.ts';
import { MailmapRepository } from './persistence/mailmap.repository.ts';
import { MatchRepository } from './persistence/match.repository.ts';
import { PersonRepository } from './persistence/person.repository.ts';
import { schema } from './persistence/schema.ts';
import { ScimRepository } from './persistence/scim.repository.ts';
import { SuggestionRepository } from './persistence/suggestion.repository.ts';
import { People } from './resolve-people/people.ts';
import { AnswerScim } from './scim/answer-scim.ts';
import { AnswerScimQueries } from './scim/answer-scim.queries.ts';
import { ScimGroups } from './scim/scim-groups.ts';
import { ScimUsers } from './scim/scim-users.ts';
import { VisitDirectories } from './visit-directories/visit-directories.ts';
import { VisitDirectoriesQueries } from './visit-directories/visit-directories.queries.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('identity')],
  controllers: [
    LinkAccountsQueries,
    LinkOneQueries,
    ListUnmatchedQueries,
    CountPeopleQueries,
    FindContactsQueries,
    MatchPeopleQueries,
    ApplyMailmapQueries,
    DirectoryQueries,
    VisitDirectoriesQueries,
    AnswerScimQueries,
    FindTracesQueries,
    ErasePersonQueries,
  ],
  providers: [
    AccountRepository,
    PersonRepository,
    AttributionRepository,
    ContactRepository,
    LinkRepository,
    MatchRepository,
    SuggestionRepository,
    AnnounceMatches,
    MatchPeople,
    MailmapRepository,
    Mailmaps,
    ApplyMailmap,
    DirectoryRepository,
    TakePeople,
    SyncPeople,
    VisitDirectories,
    SlackDirectory,
    DiscoverSlack,
    ScimRepository,
    ScimUsers,
    ScimGroups,
    AnswerScim,
    Claims,
    People,
    CommitsIngestedHandler,
    AttributeCommits,
    ChangeUpdatedHandler,
    AttributeChange,
    CommentCreatedHandler,
    AttributeComment,
    MessageReceivedHandler,
    AttributeMessage,
    LinkAccounts,
  ],
})
export class IdentityModule {}
