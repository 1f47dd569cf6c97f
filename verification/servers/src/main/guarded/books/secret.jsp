<%@ page contentType="text/plain; charset=UTF-8" session="false" %>user=<%= request.getRemoteUser() %>
authType=<%= request.getAuthType() %>
