namespace Slipway.Architecture.Tests
{
    public sealed class PublicFaceTests
    {
        [Fact]
        public void public_types_are_in_the_namespace_of_their_module()
        {
            Modules.Assemblies.SelectMany(it => PublicFace.Hidden(it.Key, it.Value.GetTypes())).ShouldBeEmpty();
        }

        [Fact]
        public void public_types_are_in_the_root_folder_of_their_module()
        {
            PublicFace.InSubFolders(Repository.Sources).ShouldBeEmpty();
        }

        [Fact]
        public void a_public_type_in_a_sub_namespace_is_found()
        {
            PublicFace.Hidden("Planted", [typeof(Planted.Inside.Exposed)]).ShouldBe(["Slipway.Planted.Inside.Exposed"]);
        }

        [Fact]
        public void a_public_type_in_a_sub_folder_is_found()
        {
            var planted = new RepositoryFile(
                "src/Planted/Inside/Exposed.cs",
                "namespace Slipway.Planted;\n\npublic sealed record Exposed;\n"
            );

            PublicFace.InSubFolders([planted]).ShouldBe(["src/Planted/Inside/Exposed.cs:3"]);
        }
    }
}

namespace Slipway.Planted.Inside
{
    public sealed record Exposed;
}
