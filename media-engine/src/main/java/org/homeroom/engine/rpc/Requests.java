package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.homeroom.engine.forward.Forwarder;

/// Answers requests: the whole of the protocol but for the sockets.
public final class Requests {
    private static final System.Logger LOG = System.getLogger(Requests.class.getName());
    private static final String SESSION = "sessionId";

    /// In one request; kurento-client makes some ten.
    private static final int MOST_OPERATIONS = 1_000;

    private final Ids ids;
    private final String serverId;
    private final InstantSource clock;
    private final Sessions sessions;
    private final ObjectTree tree;

    /// @param random that cannot be foreseen
    /// @param kept how long a session is kept whose line was lost
    /// @param later does, one after the other and soon, what is told of media
    public Requests(
            Forwarder forwarder,
            InstantSource clock,
            RandomGenerator random,
            Duration kept,
            Executor later) {
        this.clock = clock;
        this.ids = new Ids(random);
        this.serverId = ids.next();
        this.sessions = new Sessions(ids, kept.toMillis());
        this.tree = new ObjectTree(forwarder, clock, ids, sessions, later);
        tree.manager().sessions(sessions::ids);
    }

    /// How many objects there are, the server's own among them.
    public int objects() {
        return tree.size();
    }

    /// How many sessions have objects.
    public int sessions() {
        return sessions.ids().size();
    }

    /// A line is gone. Its session waits for another.
    public void lost(Line line) {
        sessions.lost(line, clock.millis());
    }

    /// Ends what nobody came back for. To be called every few seconds.
    public void collect() {
        sessions.overdue(clock.millis()).forEach(this::close);
    }

    /// Tells who speaks. To be called ten times a second.
    public void listen() {
        tree.pipelines().forEach(MediaPipeline::listen);
    }

    private void close(String session) {
        sessions.close(session).forEach(id -> tree.find(id).ifPresent(this::release));
    }

    private void release(MediaObject object) {
        tree.release(object).forEach(sessions::forget);
    }

    /// Answers a frame. It may wait, as long as the request says.
    public String answer(Line line, String frame) {
        return Json.write(
                Json.parse(frame)
                        .map(request -> answer(line, request))
                        .orElseGet(() -> refused(Fault.parse(), Json.nothing())));
    }

    private static ObjectNode answered(JsonNode id) {
        var answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }

    private static ObjectNode refused(Fault fault, JsonNode id) {
        var answer = answered(id);
        answer.set("error", fault.toJson());
        return answer;
    }

    private ObjectNode answer(Line line, JsonNode frame) {
        if (!(frame instanceof ObjectNode request) || !isRequest(request)) {
            return refused(Fault.invalidRequest(), Json.nothing());
        }
        var id = request.path("id");
        ObjectNode answer;
        try {
            answer = answer(line, request, Optional.ofNullable(request.get("params")));
        } catch (Fault fault) {
            return refused(fault, id);
        } catch (RuntimeException bug) {
            // whose fault it is does not matter to who asked: the next request is answered
            LOG.log(System.Logger.Level.ERROR, "a request failed", bug);
            return refused(Fault.internal("see the server's log"), id);
        }
        var session = answer.path("result").path(SESSION);
        if (session.isTextual()) {
            sessions.bind(line, session.textValue());
        }
        return id.isMissingNode() ? notification(answer) : answer;
    }

    private static boolean isRequest(ObjectNode request) {
        var id = request.path("id");
        return request.path("jsonrpc").asText().equals("2.0")
                && request.path("method").isTextual()
                && (id.isMissingNode() || id.isIntegralNumber() || id.isTextual());
    }

    /// Who wants no answer is told that there would have been one.
    private static ObjectNode notification(ObjectNode answer) {
        var error =
                Json.object()
                        .put("code", -32_000)
                        .put("message", "Ignoring response because of a notification request");
        error.set("data", answer.path("result"));
        var refusal = answered(Json.nothing());
        refusal.set("error", error);
        return refusal;
    }

    private ObjectNode answer(Line line, ObjectNode request, Optional<JsonNode> given) {
        if (given.filter(params -> !params.isObject() && !params.isNull()).isPresent()) {
            throw Fault.internal(
                    "in Json::Value::find(begin, end): requires objectValue or nullValue");
        }
        var bound = sessions.of(line);
        var params =
                given.filter(JsonNode::isObject)
                        .map(ObjectNode.class::cast)
                        .or(() -> bound.map(_ -> Json.object()));
        bound.ifPresent(session ->
                params.filter(all -> !all.has(SESSION))
                        .ifPresent(all -> all.put(SESSION, session)));
        var session = params.map(all -> all.path(SESSION)).filter(JsonNode::isTextual);
        var number = request.path("id").toString();
        if (session.isPresent()) {
            var before = sessions.answered(session.get().textValue(), number, clock.millis());
            if (before.isPresent()) {
                return before.get();
            }
        }
        var answer = outcome(request, params);
        session.ifPresent(
                one -> sessions.remember(one.textValue(), number, answer, clock.millis()));
        return answer;
    }

    private ObjectNode outcome(ObjectNode request, Optional<ObjectNode> params) {
        var id = request.path("id");
        try {
            var answer = answered(id);
            answer.set("result", result(request.path("method").textValue(), params));
            return answer;
        } catch (Fault fault) {
            return refused(fault, id);
        }
    }

    private JsonNode result(String method, Optional<ObjectNode> given) {
        var params = given.orElseGet(Json::object);
        return switch (method) {
            case "ping" -> with(params, Json.text("pong"));
            case "connect" -> connect(params);
            case "keepAlive" -> keepAlive(params);
            case "closeSession" -> closeSession(given);
            case "create", "invoke", "describe", "release", "subscribe", "unsubscribe" ->
                    operation(method, params);
            case "transaction" -> transaction(params);
            default -> throw Fault.noMethod();
        };
    }

    /// With the session, where there is one.
    private static ObjectNode with(ObjectNode params, JsonNode value) {
        var result = Json.object();
        if (params.has(SESSION)) {
            result.set(SESSION, params.get(SESSION));
        }
        result.set("value", value);
        return result;
    }

    private ObjectNode connect(ObjectNode params) {
        if (params.has(SESSION)) {
            sessions.keepAlive(params.path(SESSION).asText(), clock.millis());
        } else {
            params.put(SESSION, ids.next());
        }
        return Json.object().put("serverId", serverId).put(SESSION, params.path(SESSION).asText());
    }

    private JsonNode keepAlive(ObjectNode params) {
        sessions.keepAlive(required(params, SESSION), clock.millis());
        return Json.object().put(SESSION, params.path(SESSION).asText());
    }

    private JsonNode closeSession(Optional<ObjectNode> given) {
        var session = required(given.orElseThrow(Fault::noParams), SESSION);
        close(session);
        return Json.nothing();
    }

    private static String required(ObjectNode params, String name) {
        var value = params.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw Fault.required(name);
        }
        return value.asText();
    }

    /// What has to do with an object. It begins a session where there is none.
    private ObjectNode operation(String method, ObjectNode params) {
        if (!params.path(SESSION).isTextual()) {
            params.put(SESSION, ids.next());
        }
        var session = params.path(SESSION).textValue();
        return switch (method) {
            case "create" -> create(session, params);
            case "invoke" -> invoke(session, params);
            case "describe" -> describe(session, params);
            case "subscribe" -> subscribe(session, params);
            case "unsubscribe" -> {
                sessions.unsubscribe(session, required(params, "subscription"));
                yield Json.object().put(SESSION, session);
            }
            default -> {
                tree.find(required(params, "object")).ifPresent(this::release);
                yield Json.object().put(SESSION, session);
            }
        };
    }

    private ObjectNode create(String session, ObjectNode params) {
        var type = required(params, "type");
        var object = tree.create(type, Params.of(params, "constructorParams"));
        sessions.keep(session, object, clock.millis());
        return with(params, Json.text(object.id()));
    }

    /// @throws Fault where there is no such object
    private MediaObject kept(String session, ObjectNode params) {
        var object = tree.get(required(params, "object"));
        sessions.keep(session, object, clock.millis());
        return object;
    }

    private ObjectNode invoke(String session, ObjectNode params) {
        var operation = required(params, "operation");
        var object = kept(session, params);
        return with(params, object.invoke(operation, Params.of(params, "operationParams")));
    }

    private ObjectNode describe(String session, ObjectNode params) {
        var type = kept(session, params).type();
        var described =
                Json.object()
                        .put(SESSION, session)
                        .put("type", type.shortName())
                        .put("qualifiedType", type.qualifiedName());
        described.set("hierarchy", Json.texts(type.hierarchy()));
        return described;
    }

    private ObjectNode subscribe(String session, ObjectNode params) {
        var object = kept(session, params);
        var event = required(params, "type");
        return with(params, Json.text(sessions.subscribe(session, object, event, clock.millis())));
    }

    /// Goes on to the first that fails; what was done before stays done.
    private ObjectNode transaction(ObjectNode params) {
        if (!(params.get("operations") instanceof ArrayNode operations)) {
            throw Fault.required("operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw Fault.malformedTransaction("more than %d operations".formatted(MOST_OPERATIONS));
        }
        if (!params.path(SESSION).isTextual()) {
            params.put(SESSION, ids.next());
        }
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).path("id").asInt(-1) != i) {
                throw Fault.malformedTransaction(
                        "Id of request '%d' should be '%d'".formatted(i, i));
            }
        }
        var transaction = new Transaction();
        var answers = new ArrayList<ObjectNode>();
        for (int i = 0; i < operations.size(); i++) {
            var answer = answered(Json.number(i));
            try {
                var result = operation(operations.get(i), params, transaction);
                transaction.made(i, result.path("value").asText());
                answer.set("result", result);
                answers.add(answer);
            } catch (Fault fault) {
                answers.add(refused(fault, Json.number(i)));
                break;
            }
        }
        return with(params, Json.array(answers));
    }

    private ObjectNode operation(JsonNode operation, ObjectNode params, Transaction transaction) {
        var method = operation.path("method").asText();
        return switch (method) {
            case "create", "invoke", "describe", "release", "subscribe", "unsubscribe" -> {
                var own = operation.get("params") instanceof ObjectNode all ? all : Json.object();
                var resolved = transaction.resolved(own);
                resolved.set(SESSION, params.path(SESSION));
                yield operation(method, resolved);
            }
            default -> throw Fault.noMethod();
        };
    }
}
