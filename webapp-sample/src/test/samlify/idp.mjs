// An identity provider on samlify, whose XML signatures have nothing in common with those of Java. Reads one order from
// standard input and writes the SAMLResponse, in base64, to standard output.
import { readFileSync } from 'node:fs';
import samlify from 'samlify';

const { IdentityProvider, ServiceProvider, SamlLib, setSchemaValidator } = samlify;
// The service provider checks the schema of what is sent; here it is only read.
setSchemaValidator({ validate: async () => 'not checked' });

const order = JSON.parse(readFileSync(0, 'utf8'));
const idp = IdentityProvider({
  metadata: order.idpMetadata,
  privateKey: order.privateKey,
  requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
});
const sp = ServiceProvider({ metadata: order.spMetadata });

const request = await idp.parseLoginRequest(sp, 'redirect', { query: { SAMLRequest: order.samlRequest } });
const now = new Date();
const soon = new Date(now.getTime() + 5 * 60 * 1000).toISOString();
const acs = sp.entityMeta.getAssertionConsumerService('post');
const end = order.sessionEnd ? ` SessionNotOnOrAfter="${order.sessionEnd}"` : '';
const statement = `<saml:AuthnStatement AuthnInstant="${now.toISOString()}" SessionIndex="_s"${end}><saml:AuthnContext>`
  + '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>'
  + '</saml:AuthnContext></saml:AuthnStatement>';

const response = await idp.createLoginResponse(sp, request, 'post', {}, (template) => ({
  id: '_response',
  context: SamlLib.replaceTagsByValue(
    template.replace('{AuthnStatement}', statement).replace('{AttributeStatement}', ''), {
      ID: `_${crypto.randomUUID()}`,
      AssertionID: `_${crypto.randomUUID()}`,
      Destination: acs,
      SubjectRecipient: acs,
      Audience: sp.entityMeta.getEntityID(),
      Issuer: idp.entityMeta.getEntityID(),
      IssueInstant: now.toISOString(),
      StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      ConditionsNotBefore: now.toISOString(),
      ConditionsNotOnOrAfter: soon,
      SubjectConfirmationDataNotOnOrAfter: soon,
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      NameID: order.user,
      InResponseTo: request.extract.request.id,
    }),
}));
process.stdout.write(response.context);
