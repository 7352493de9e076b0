namespace WeldExam.EdgeGateway.Api;

/// <summary>What every act answers, and what all of them want.</summary>
internal static class ActRoutes
{
    public static void Acts(this RouteHandlerBuilder route, string summary) =>
        route.Produces<ActDone>().Produces<ActRefused>(400).Produces<ActRefused>(409).Produces<ActRefused>(404).Produces<ActRefused>(503).WithSummary(summary);

    /// <summary>A request that cannot be read, or whose command has no id of its own, is answered with where it is wrong.</summary>
    public static void RefuseMalformed(this WebApplication app, Views views) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException malformed) when (!http.Response.HasStarted)
        {
            var detail = malformed.InnerException?.Message ?? malformed.Message;
            await views.Refuse([new("request.malformed", detail)], malformed.StatusCode).ExecuteAsync(http);
        }
    });

    /// <summary>The empty id is what a forgotten one reads as: it would make all such acts one.</summary>
    public static async ValueTask<object?> WantId(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.Arguments.OfType<ICommand>().Any(command => command.CommandId == Guid.Empty))
            throw new BadHttpRequestException("commandId must be a fresh UUID, not the empty one");
        return await next(call);
    }
}
