import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.analysis.common.CommonAnalysisPlugin;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.index.reindex.ReindexPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.painless.PainlessPlugin;
import org.elasticsearch.transport.Netty4Plugin;

/** One node of a real Elasticsearch. Arguments: host, port, transport port, folder. */
class Elastic extends Node {
    static final String NAME = "nomad-upload-check";

    Elastic(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, ReindexPlugin.class, PainlessPlugin.class,
            MapperExtrasPlugin.class), false);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[3]);
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Settings settings = Settings.builder()
            .put("path.home", folder.toString())
            .put("network.host", arguments[0])
            .put("http.port", arguments[1])
            .put("transport.port", arguments[2])
            .put("discovery.type", "single-node")
            // A developer's disk is nearly full more often than not, and the node would become read-only.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        Node node = new Elastic(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), configuration, () -> NAME));
        node.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception problem) {
                problem.printStackTrace();
            }
        }));
        Thread.currentThread().join();
    }
}
